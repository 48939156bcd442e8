import AWSCore
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension TransportError {
    /// What an error of the libraries below means to a caller.
    init(mapping error: any Error) {
        switch error {
        case let error as TransportError: self = error
        case is CancellationError: self.init(.cancelled, "The task was cancelled.", underlyingError: error)
        case let error as HTTPClientError: self.init(mapping: error)
        case let error as NIOConnectionError: self.init(.cannotConnect, "\(error)", underlyingError: error)
        case let error as IOError: self.init(mapping: error)
        case let error as ChannelError: self.init(mapping: error)
        case let error as HTTPParserError:
            let isTruncated = error == .invalidEOFState
            self.init(
                isTruncated ? .connectionClosed : .invalidResponse,
                isTruncated
                    ? "The connection was closed in the middle of the answer." : "The answer is not HTTP: \(error)",
                underlyingError: error
            )
        case _ where String(reflecting: type(of: error)).contains("NIOSSL"):
            self.init(.cannotConnect, "TLS failed: \(error)", underlyingError: error)
        default: self.init(.connectionClosed, "\(error)", underlyingError: error)
        }
    }

    private init(mapping error: HTTPClientError) {
        let code: Code =
            switch error {
            case .cancelled: .cancelled
            case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .alreadyShutdown: .cannotConnect
            case .readTimeout, .writeTimeout, .deadlineExceeded: .timedOut
            case .bodyLengthMismatch: .requestBodyFailed
            case .invalidURL, .emptyHost, .emptyScheme: .invalidRequest
            default: error.isAboutHeaders ? .invalidRequest : .connectionClosed
            }
        let message =
            switch error {
            case .bodyLengthMismatch: "The request's body is not as long as announced."
            case .remoteConnectionClosed: "The server closed the connection before it answered."
            case .connectTimeout: "No connection could be made within the time limit."
            case .alreadyShutdown: "The transport has been shut down."
            default: error.shortDescription
            }
        self.init(code, message, underlyingError: error)
    }

    private init(mapping error: IOError) {
        let unreachable = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL]
        let code: Code = unreachable.contains(error.errnoCode) ? .cannotConnect : .connectionClosed
        self.init(code, "\(error)", underlyingError: error)
    }

    private init(mapping error: ChannelError) {
        if case .connectTimeout = error {
            self.init(.cannotConnect, "No connection could be made within the time limit.", underlyingError: error)
        } else {
            self.init(.connectionClosed, "The connection was closed: \(error)", underlyingError: error)
        }
    }
}

extension HTTPClientError {
    fileprivate var isAboutHeaders: Bool {
        let description = "\(self)"
        return description.contains("invalidHeaderField") || description.contains("traceRequestWithBody")
            || description.contains("incompatibleHeaders") || description.contains("unsupportedScheme")
    }
}
