import { expect, it } from 'vitest'
import { bridgeStart } from '@/lib/bridge/call'

const runtime = { name: 'mine', arn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/mine-0123456789' }

it('names the connection, which a client could not know', () => {
  expect(bridgeStart({ source: { type: 'profile', profile: 'a b' }, region: 'eu-west-1' }, runtime)).toMatchObject({
    runtime: 'mine',
    connection: 'profile:a%20b/eu-west-1',
  })
  expect(bridgeStart({ source: { type: 'practice' }, region: 'us-east-1' }, runtime)).toMatchObject({
    runtime: 'mine',
    connection: 'practice/us-east-1',
  })
})

it('leaves the default chain out, and the region in the ARN', () => {
  const start = bridgeStart({ source: { type: 'chain' }, region: 'eu-west-1' }, runtime)
  expect(start).toMatchObject({ node: process.execPath, runtime: runtime.arn })
  expect(start).not.toHaveProperty('connection')
})
