import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, statSync, write } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { draftOf, makeFolderSync, syncFolder } from '@/lib/durable-file'
import { HEADER, type Line, seal } from '@/lib/practice/state/lines'

const writeAt = promisify(write)
const sync = promisify(fdatasync)
/** How much is read at once while a file is written anew: calls are answered in between. */
const CHUNK_BYTES = 256 * 1024
const LINES_AT_ONCE = 500
const SETS = 61

/** Whatever owns a line. */
export type Holder = { line: Line | null }

/** The open file: lines are read where they stand, and batches are appended behind the last whole one. */
export class LineFile {
  #fd: number | null = null
  #isTorn = false
  /** Lines that were appended while the file is being written anew. */
  #fresh: Line[] | null = null
  size = 0

  constructor(readonly name: string) {}

  /** Opens what is there. `size`: where the last whole batch ends. */
  adopt(size: number): void {
    this.#fd = openSync(/* turbopackIgnore: true */ this.name, 'r+')
    this.size = size
    this.#isTorn = fstatSync(this.#fd).size > size
  }

  /** Whether the open file still is the one of that name. */
  isThere(): boolean {
    const named = statSync(/* turbopackIgnore: true */ this.name, { throwIfNoEntry: false })
    return this.#fd !== null && named?.ino === fstatSync(this.#fd).ino
  }

  read({ at, length }: Line): Buffer {
    const line = Buffer.allocUnsafe(length)

    if (this.#fd === null || readSync(this.#fd, line, 0, length, at) !== length) {
      throw new Error(`${this.name} is shorter than it was.`)
    }
    return line
  }

  /** Whole or not at all: what a failed write left behind is cut off by the next. On the disk when it resolves. */
  async append(lines: Buffer[], holders: (Holder | null)[]): Promise<void> {
    const fd = this.#fd
    const last = lines.at(-1)

    if (fd === null || !last) {
      return
    }
    seal(last)

    if (this.#isTorn) {
      ftruncateSync(fd, this.size)
    }
    this.#isTorn = true
    await writeWhole(fd, Buffer.concat(lines), this.size)
    await sync(fd)
    this.#isTorn = false
    let at = this.size

    lines.forEach((line, index) => {
      const holder = holders[index]

      if (holder) {
        holder.line = { at, length: line.length }
        this.#fresh?.push(holder.line)
      }
      at += line.length
    })
    this.size = at
  }

  /**
   * Writes a new file of the lines that still count and puts it in the old one's place. `exclusive` runs its argument while nothing
   * is appended.
   */
  async rewrite(holders: Iterable<Holder>, exclusive: (finish: () => Promise<void>) => Promise<void>): Promise<void> {
    makeFolderSync(path.dirname(this.name))
    const draft = draftOf(this.name)
    const target = await open(/* turbopackIgnore: true */ draft, 'wx+', 0o600)
    const from = this.size
    let isDone = false
    this.#fresh = []

    try {
      const moved = await this.#copy(holders, target.fd)
      await exclusive(async () => {
        await this.#finish(target.fd, draft, { moved, from })
        isDone = true
      })
    } finally {
      this.#fresh = null
      await target.close()

      if (!isDone) {
        await rm(draft, { force: true }).catch(() => undefined)
      }
    }
  }

  close(): void {
    if (this.#fd !== null) {
      closeSync(this.#fd)
      this.#fd = null
    }
  }

  /** Copies lines in their order; where each of them went, and the new file's size. */
  async #copy(holders: Iterable<Holder>, target: number): Promise<{ lines: Line[]; places: number[]; size: number }> {
    const from = this.size
    const lines: Line[] = []
    const places: number[] = []
    let chunk: Buffer[] = [Buffer.from(HEADER)]
    let size = HEADER.length
    let written = 0
    const writeChunk = async () => {
      await writeWhole(target, Buffer.concat(chunk), written)
      written = size
      chunk = []
      await turn()
    }

    for (const { line } of holders) {
      const bytes = line && seal(this.read(line))

      // What came since is behind all this as well; a record only keeps its place in the order.
      if (bytes && (line.at < from || bytes[0] === SETS)) {
        chunk.push(bytes)
        size += bytes.length

        if (line.at < from) {
          lines.push(line)
          places.push(size - bytes.length)
        }
      }
      if (size - written > CHUNK_BYTES || chunk.length > LINES_AT_ONCE) {
        await writeChunk()
      }
    }
    await writeChunk()
    return { lines, places, size }
  }

  async #finish(
    target: number,
    draft: string,
    { moved, from }: { moved: { lines: Line[]; places: number[]; size: number }; from: number },
  ): Promise<void> {
    const tail = this.size > from ? this.read({ at: from, length: this.size - from }) : Buffer.alloc(0)
    await writeWhole(target, tail, moved.size)
    await sync(target)
    await rename(draft, this.name)
    const fd = openSync(/* turbopackIgnore: true */ this.name, 'r+')
    syncFolder(path.dirname(this.name))
    this.close()
    this.#fd = fd
    this.#isTorn = false
    this.size = moved.size + tail.length
    moved.lines.forEach((line, index) => {
      line.at = moved.places[index] ?? line.at
    })
    for (const line of this.#fresh ?? []) {
      line.at += moved.size - from
    }
  }
}

async function writeWhole(fd: number, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await writeAt(fd, bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}
