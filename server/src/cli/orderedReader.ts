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

/** Answers requests before `initialize`, and a second one, with the protocol's codes; drops notifications before it. */
export class OrderedReader extends StreamMessageReader {
  readonly #writer: MessageWriter;
  #isInitialized = false;

  constructor(input: NodeJS.ReadableStream, writer: MessageWriter) {
    super(input);
    this.#writer = writer;
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
