extension Patches {
    static let sts = Patches(
        required: [
            "AssumeRoleResponse.Credentials",
            "AssumeRoleWithSAMLResponse.Credentials",
            "AssumeRoleWithWebIdentityResponse.Credentials",
            "AssumeRootResponse.Credentials",
            "GetFederationTokenResponse.Credentials",
            "GetSessionTokenResponse.Credentials",
        ],
        secret: ["tokenType"]
    )
}
