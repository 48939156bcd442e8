// A program that says `import S3Server` can name the credentials and errors it is given.
@_exported public import AWSCore
