extension Grouping {
    static let sts = Grouping(folders: [
        (
            "",
            [
                ("STSAssumeRole", ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot"]),
                ("STSCallerIdentity", ["DecodeAuthorizationMessage", "GetAccessKeyInfo", "GetCallerIdentity"]),
                (
                    "STSTokens",
                    [
                        "GetDelegatedAccessToken", "GetFederationToken", "GetSessionToken", "GetWebIdentityToken",
                    ]
                ),
            ]
        )
    ])
}
