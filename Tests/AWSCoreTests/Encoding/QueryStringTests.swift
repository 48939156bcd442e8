import AWSCore
import Testing

@Suite struct QueryStringTests {
    @Test(
        arguments: [
            ("", []),
            ("versioning", [QueryItem("versioning")]),
            ("acl=", [QueryItem("acl", "")]),
            ("a=1&b=2&a=3", [QueryItem("a", "1"), QueryItem("b", "2"), QueryItem("a", "3")]),
            ("prefix=a%2Fb%20c&x=y%3Dz", [QueryItem("prefix", "a/b c"), QueryItem("x", "y=z")]),
            ("k%C3%BC=%2B", [QueryItem("kü", "+")]),
        ] as [(String, [QueryItem])]
    )
    func `a query goes both ways`(_ query: String, _ items: [QueryItem]) {
        #expect(QueryString.parse(query) == items)
        #expect(QueryString.parse(Substring(query)) == items)
        #expect(QueryString.format(items) == query)
    }

    @Test(
        arguments: [
            ("&&a=1&", [QueryItem("a", "1")]),
            ("a=b=c", [QueryItem("a", "b=c")]),
            ("=v", [QueryItem("", "v")]),
            ("a=x+y", [QueryItem("a", "x+y")]),
        ] as [(String, [QueryItem])]
    )
    func `what nobody should write is read all the same`(_ query: String, _ items: [QueryItem]) {
        #expect(QueryString.parse(query) == items)
    }

    @Test func `a plus is a space only if asked`() {
        #expect(QueryString.parse("a+b=c+d%2B", plusIsSpace: true) == [QueryItem("a b", "c d+")])
    }

    @Test(arguments: ["a=%", "%zz=1", "a=1&b=%C3", "%FF"])
    func `broken escapes are refused`(_ query: String) {
        #expect(QueryString.parse(query) == nil)
    }
}
