// SPDX-License-Identifier: GPL-2.0-only
/** Messages of a client in the order that the protocol asks for. */
import {
  type DataCallback,
  type Disposable,
  ErrorCodes,
  Message,
  type MessageWriter,
  StreamMessageReader,
} from 'vscode-languageserver/node';

/** Bytes that one message may have. */
const MOST = 512 * 1024 * 1024;

/** Makes a reader fail at a length that no message has: it would wait for the rest of it for ever. */
function refuseLengths(reader: StreamMessageReader): void {
  let length = -1;
  // -1: a header comes next.
  Object.defineProperty(reader, 'nextMessageLength', {
    get: () => length,
    set(value: number) {
      if (value < -1 || value > MOST) throw new Error(`Content-Length is ${value}`);
      length = value;
    },
  });
}

/** Answers requests before `initialize`, and a second one, with the protocol's codes; drops notifications before it. */
export class OrderedReader extends StreamMessageReader {
  readonly #writer: MessageWriter;
  #isInitialized = false;

  constructor(input: NodeJS.ReadableStream, writer: MessageWriter) {
    super(input);
    this.#writer = writer;
    refuseLengths(this);
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      if (this.#isInOrder(message)) callback(message);
    });
  }

  #isInOrder(message: Message): boolean {
    if (Message.isRequest(message)) {
      const isFirst = message.method === 'initialize';
      if (isFirst !== this.#isInitialized) {
        this.#isInitialized = true;
        return true;
      }
      const error = isFirst
        ? { code: ErrorCodes.InvalidRequest, message: 'the server is initialized already' }
        : { code: ErrorCodes.ServerNotInitialized, message: 'initialize comes first' };
      this.#writer.write({ jsonrpc: '2.0', id: message.id, error } as Message).catch(() => {});
      return false;
    }
    return this.#isInitialized || !Message.isNotification(message) || message.method === 'exit';
  }
}
