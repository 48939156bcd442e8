// A test that says `import S3Testing` has the client and the server's configuration at hand.
@_exported public import S3
@_exported public import S3Server
