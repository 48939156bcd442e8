import AWSCore
import S3Model
import Testing

@Suite struct Operations {
    @Test func `are all there, each once`() {
        let names = S3Operations.all.map { $0.traits.name }
        #expect(names.count == 116)
        #expect(Set(names).count == names.count)
    }

    @Test func `fill every placeholder of their path with a required member`() {
        for operation in S3Operations.all {
            let labels = operation.schema.members.filter { $0.location == .label }
            #expect(!labels.contains { !$0.isRequired })
            for label in labels {
                let path = operation.traits.path
                #expect(path.contains("{\(label.name)}") || path.contains("{\(label.name)+}"), "\(path)")
            }
            #expect(labels.count == operation.traits.path.count { $0 == "{" }, "\(operation.traits.name)")
        }
    }

    @Test func `have either a document of their members or a payload`() {
        for operation in S3Operations.all {
            let hasPayload = operation.schema.members.contains { $0.location == .payload }
            #expect(!hasPayload || operation.traits.inputElement == nil, "\(operation.traits.name)")
        }
    }

    @Test func `take what they require by name and the rest in a closure`() {
        let request = PutObject(bucket: "photos", key: "a b", body: "x") {
            $0.storageClass = .standardIA
            $0.metadata["colour"] = "red"
        }
        #expect(request.storageClass?.rawValue == "STANDARD_IA")
        #expect(UploadPart(bucket: "b", key: "k", partNumber: 3, uploadID: "u").body.isEmpty)
        #expect(ListBuckets() == ListBuckets { $0.prefix = nil })
    }

    @Test func `keep the secrets among their members out of descriptions`() {
        let request = GetObject(bucket: "b", key: "k") { $0.sseCustomerKey = "hunter2" }
        #expect(!"\(request)".contains("hunter2"))
        #expect(!String(reflecting: request).contains("hunter2"))
    }

    @Test(arguments: [
        ("PutBucketPolicy", 204), ("DeleteObject", 204), ("RestoreObject", 202), ("CreateBucket", 200),
        ("DeleteBucket", 204), ("DeleteObjects", 200),
    ])
    func `succeed with the status that S3 uses`(_ name: String, _ status: Int) {
        #expect(S3Operations.all.first { $0.traits.name == name }?.traits.successStatus == status)
    }

    @Test func `that copy may fail after they have begun to succeed`() {
        let names = S3Operations.all.filter { $0.traits.mayFailAfterSuccessStatus }.map { $0.traits.name }
        #expect(names == ["CompleteMultipartUpload", "CopyObject", "UploadPartCopy"])
    }
}
