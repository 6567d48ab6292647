import { withoutColours } from '@/lib/troubles/text/shape'

/** Where a line says that it comes from. None of it is proof: whoever gets text into a log can write the same. */
export type LineOrigin = {
  stream: string
  writer: 'pasted' | 'server' | 'telemetry' | 'other'
  /** Whether it begins as the AWS API MCP Server's own logger begins a message. */
  fitsServer: boolean
}

/** The name of the stream that stands for a text that somebody pasted. */
export const PASTED = 'pasted'

export function originOf({ stream, text }: { stream: string; text: string }): LineOrigin {
  return { stream, writer: writerOf(stream), fitsServer: OWN_FORMAT.test(withoutColours(text.slice(0, 500))) }
}

/** A pasted line in the format of the server's own logger is one of the runtime's log. */
export function placeOf({ writer, fitsServer }: LineOrigin): { from: 'paste' | 'log' } {
  return { from: writer === 'pasted' && !fitsServer ? 'paste' : 'log' }
}

/** One sentence for a finding. */
export function originWords({ stream, writer, fitsServer }: LineOrigin): string {
  const format = fitsServer ? "in the server's own format" : "and not in the server's own format"
  return `${WRITERS[writer](stream)}, ${format}. Whoever gets text into a log can write such a line.`
}

const WRITERS: Record<LineOrigin['writer'], (stream: string) => string> = {
  pasted: () => 'Read from the pasted text',
  server: (stream) => `Read from ${stream}, which the runtime's container writes`,
  telemetry: (stream) => `Read from ${stream}, which the telemetry of the container writes`,
  other: (stream) => `Read from the stream ${stream}, whose writer is not known`,
}

function writerOf(stream: string): LineOrigin['writer'] {
  if (stream === PASTED) {
    return 'pasted'
  }
  if (stream.includes('[runtime-logs')) {
    return 'server'
  }
  return stream.includes('otel-rt-logs') ? 'telemetry' : 'other'
}

/** loguru's default format with the modules of the package. */
const OWN_FORMAT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \| [A-Z]+ *\| awslabs\.aws_api_mcp_server[\w.]*:\w+:\d+ - /
