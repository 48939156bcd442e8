import AWSCore
import HTTPTypes
import HummingbirdCore
import NIOCore

/// Carries requests from a connection to the server and answers back.
struct ClientConnection: Sendable {
    let s3: LocalS3
    let longestDrain: Int

    /// Ends a connection whose request body is too long to be read to its end for nothing.
    private struct BodyAbandoned: Error {}

    func respond(to request: Request, writer: consuming ResponseWriter, channel: any Channel) async throws {
        let head = request.head
        let body = IncomingBody(request.body, declaredLength: head.declaredLength)
        let admission = s3.admit(head)
        var mayHaveBody = true
        if head.headerFields[.expect]?.lowercased() == "100-continue" {
            // A client told no need not send its body, so what follows on the connection could not be told apart.
            mayHaveBody = admission.isAdmitted
            if mayHaveBody { try await writer.writeInformationalHead(HTTPResponse(status: .continue)) }
        }
        var response = await s3.answer(admission, body: body.httpBody)
        let keepsConnection = mayHaveBody && body.mayDrain(upTo: longestDrain)
        if !keepsConnection { response.head.headerFields[.connection] = "close" }
        try await write(response, isHead: head.method == .head, with: writer)
        guard !keepsConnection else {
            try await body.drain(upTo: longestDrain)
            return
        }
        // The client learns that nothing more is coming, and may have sent much before it does: a connection closed
        // on unread bytes is reset, and the answer would be lost with it.
        try? await channel.close(mode: .output)
        try? await body.drain(upTo: 16 * longestDrain)
        throw BodyAbandoned()
    }

    private func write(
        _ response: TransportResponse,
        isHead: Bool,
        with writer: consuming ResponseWriter
    ) async throws {
        var head = response.head
        guard !isHead, head.status != .noContent, head.status != .notModified else {
            try await writer.writeResponse(head)
            return
        }
        if let length = response.body.length, head.headerFields[.contentLength] == nil {
            head.headerFields[.contentLength] = String(length)
        }
        if let buffer = response.body.buffer {
            try await writer.write(response: head, body: ResponseBody(byteBuffer: buffer))
            return
        }
        var bodyWriter = try await writer.writeHead(head)
        for try await buffer in response.body {
            try await bodyWriter.write(buffer)
        }
        try await bodyWriter.finish(nil)
    }
}

extension HTTPRequest {
    /// How many bytes the head says the body has; 0 without a body, nil when only its end will tell.
    fileprivate var declaredLength: Int? {
        if let length = headerFields[.contentLength] { return Int(length) }
        return headerFields[.transferEncoding] == nil ? 0 : nil
    }
}
