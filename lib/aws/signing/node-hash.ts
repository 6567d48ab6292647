import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'

/** SHA-256 for the signer, by Node's own crypto: ten times as fast as one in JavaScript, which each call would wait for. */
export class NodeSha256 {
  readonly #secret: string | ArrayBuffer | ArrayBufferView | undefined
  #hash: Hash | Hmac

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret
    this.#hash = this.#make()
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : bytesOf(data))
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): void {
    this.#hash = this.#make()
  }

  #make(): Hash | Hmac {
    if (this.#secret === undefined) {
      return createHash('sha256')
    }
    return createHmac('sha256', typeof this.#secret === 'string' ? this.#secret : bytesOf(this.#secret))
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
}
