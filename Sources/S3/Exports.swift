// A program that says `import S3` has the operations, their shapes and bodies at hand too.
@_exported public import AWSClient
@_exported public import AWSCore
@_exported public import S3Model
