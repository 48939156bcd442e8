package import NIOCore

/// Why a message gave no value.
package enum MessageError: Error, Sendable {
    /// The message is not what the model says.
    case codec(CodecError)
    /// The message is an answer, and it says that the operation failed.
    case service(ServiceError)
    /// The body could not be read to its end; what reading it threw.
    case body(any Error)
}

extension MessageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .codec(let error): "\(error)"
        case .service(let error): "\(error)"
        case .body(let error): "The body could not be read: \(error)"
        }
    }
}

extension HTTPBody {
    /// Reads the whole body into memory, telling a body too long from one that broke off.
    package func collected(upTo limit: Int) async throws(MessageError) -> ByteBuffer {
        do {
            return try await collect(upTo: limit)
        } catch let error as CodecError {
            throw .codec(error)
        } catch {
            throw .body(error)
        }
    }
}

/// Runs what can only throw `CodecError` where `MessageError` is due.
func decoding<Value>(_ body: () throws(CodecError) -> Value) throws(MessageError) -> Value {
    do {
        return try body()
    } catch {
        throw .codec(error)
    }
}
