import { describe, expect, it } from 'vitest'
import { clientErrorLines, startLines } from '@/lib/practice/agentcore/container/container-log'
import { releaseOf } from '@/lib/practice/mcp/releases'

const HOST = { host: '127.0.0.1', port: '42083' }
const NOW = Date.UTC(2026, 11, 1, 8, 26, 54)
const pad = (text: string) => (' '.repeat(29) + text).padEnd(80)

/** Lines that the published servers wrote. */
describe('what the framework lays out for a terminal', () => {
  it('is the start of 1.2.0', () => {
    const lines = startLines(NOW, releaseOf('x:1.2.0'), { AWS_API_MCP_STATELESS_HTTP: 'true' }, HOST)
    expect(lines.slice(2, 5)).toEqual([
      "[12/01/26 08:26:54] INFO     Starting MCP server 'AWS-API-MCP'    server.py:2058",
      pad("with transport 'streamable-http' on"),
      pad('http://127.0.0.1:42083/mcp'),
    ])
  })

  it('is the start of 1.3.46', () => {
    const lines = startLines(NOW, releaseOf('x:1.3.46'), { AWS_API_MCP_STATELESS_HTTP: 'true' }, HOST)
    expect(lines.slice(2, 6)).toEqual([
      "[12/01/26 08:26:54] INFO     Starting MCP server 'AWS-API-MCP'  transport.py:361",
      pad("with transport 'streamable-http'"),
      pad('(stateless) on'),
      pad('http://127.0.0.1:42083/mcp'),
    ])
  })

  it('is an error of a tool', () => {
    const text =
      "Error while executing 'aws s3 ls': \nAn error occurred (X) when calling the ListBuckets operation: No.\n"
    expect(clientErrorLines(NOW, releaseOf('x:1.3.46'), text).slice(0, 3)).toEqual([
      '[12/01/26 08:26:54] DEBUG    Sending ERROR to client: Error      context.py:1446',
      pad("while executing 'aws s3 ls': An"),
      pad('error occurred (X) when calling the'),
    ])
  })
})
