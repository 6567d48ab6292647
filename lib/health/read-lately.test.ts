import { expect, it } from 'vitest'
import { latelyOf } from '@/lib/health/read-lately'

const AT = Date.parse('2026-12-01T12:00:00Z')
const line = (text: string, at = AT) => ({ id: `${at}${text.length}`, at, ingestedAt: at, stream: 's', text })
const command =
  '2026-12-01 12:00:00.482 | INFO     | awslabs.aws_api_mcp_server.server:call_aws_helper - Attempting to execute AWS CLI command: aws s3api list-buckets *parameters redacted*'
const call = { at: '2026-12-01T12:05:00.000Z', isRefused: false }

it('counts a call once although log and record have it', () => {
  expect(latelyOf([line(command), line(command, AT + 1)], [call])).toMatchObject({ calls: 2, refused: 0, faults: [] })
  expect(latelyOf([line(command)], [call, call, { ...call, isRefused: true }])).toMatchObject({ calls: 3, refused: 1 })
})

it('counts what the server itself refused', () => {
  const refusal =
    '2026-12-01 12:00:00.490 | INFO | mcp.server - Sending ERROR to client: Execution of this operation is not allowed'
  const events = [line(command), line(refusal, AT + 8)]
  expect(latelyOf(events, [])).toMatchObject({ calls: 1, refused: 1 })
})

it('takes what one call was answered for no fault of the server', () => {
  const said = 'Sending ERROR to client: The practice account does not imitate the service rm.'
  expect(latelyOf([line(command), line(said, AT + 8)], []).faults).toEqual([])
})

it('tells when the last call was, whoever knows it', () => {
  expect(latelyOf([line(command)], [call]).lastAt).toBe('2026-12-01T12:05:00.000Z')
  expect(latelyOf([line(command)], []).lastAt).toBe('2026-12-01T12:00:00.000Z')
  expect(latelyOf([], [])).toEqual({ calls: 0, refused: 0, faults: [] })
})
