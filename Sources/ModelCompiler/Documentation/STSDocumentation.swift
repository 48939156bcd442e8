/// A sentence for each of STS's operations.
enum STSDocumentation {
    static let sentences = [
        "AssumeRole": "Gets credentials of a role for a time.",
        "AssumeRoleWithSAML": "Gets credentials of a role in exchange for a SAML assertion.",
        "AssumeRoleWithWebIdentity": "Gets credentials of a role in exchange for an OpenID Connect token.",
        "AssumeRoot": "Gets credentials for one privileged task in a member account.",
        "DecodeAuthorizationMessage": "Decodes what an authorisation failure said in encoded form.",
        "GetAccessKeyInfo": "Finds the account an access key belongs to.",
        "GetCallerIdentity": "Tells whose credentials signed the request.",
        "GetDelegatedAccessToken": "Exchanges a trade-in token for credentials.",
        "GetFederationToken": "Gets credentials for a federated user.",
        "GetSessionToken": "Gets short-lived credentials of the caller, with multi-factor authentication if asked.",
        "GetWebIdentityToken": "Gets a signed token that tells other services who the caller is.",
    ]
}
