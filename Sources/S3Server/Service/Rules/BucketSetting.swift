/// The names under which a bucket's configurations are stored; each is the document its put was made with.
enum BucketSetting {
    static let encryption = "encryption"
    static let tagging = "tagging"
}
