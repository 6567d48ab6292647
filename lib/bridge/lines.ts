/** AgentCore takes bodies of 100 MB (agentcore facts, quotas); a client that sends more on one line is not one. */
const LONGEST_BYTES = 100 * 1024 * 1024
const NEWLINE = 0x0a

/**
 * Cuts a byte stream into its lines, as MCP's stdio transport frames messages: `\n` ends one, a `\r` before it is
 * dropped, empty ones are left out. Throws at a line longer than `longest` bytes. Walks each byte once.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest = LONGEST_BYTES): AsyncGenerator<string> {
  let held: Uint8Array[] = []
  let size = 0

  const take = (last: Uint8Array): string => {
    const bytes = held.length === 0 ? last : Buffer.concat([...held, last])
    held = []
    size = 0
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
    return text.endsWith('\r') ? text.slice(0, -1) : text
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      const line = take(chunk.subarray(from, at))
      from = at + 1
      if (line !== '') {
        yield line
      }
    }
    const rest = chunk.subarray(from)
    size += rest.length

    if (size > longest) {
      throw new RangeError(`A line is longer than ${longest} bytes.`)
    }
    if (rest.length > 0) {
      held.push(rest)
    }
  }
  const last = take(new Uint8Array())
  if (last !== '') {
    yield last
  }
}
