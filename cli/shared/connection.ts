import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { type Connection, parseConnectionKey } from '@/lib/aws/connection'
import { env } from '@/lib/env'

export const CONNECTION_OPTION = new Option(
  '--connection <key>',
  'practice/REGION (the practice account of the console that runs here), chain/REGION or profile:NAME/REGION; ' +
    'without it: SLIPWAY_AWS, AWS_PROFILE or the default credential chain',
).argParser((key: string): Connection => {
  const connection = parseConnectionKey(key)

  if (!connection) {
    throw new InvalidArgumentError(
      'That is not a connection: use practice/us-east-1, chain/us-east-1 or profile:NAME/us-east-1.',
    )
  }
  return connection
})

/** Without --connection. The region is only a placeholder. */
export function terminalConnection(): Connection {
  const { SLIPWAY_AWS, AWS_PROFILE } = env()
  const region = 'us-east-1'

  if (SLIPWAY_AWS === 'practice') {
    return { source: { type: 'practice' }, region }
  }
  return AWS_PROFILE && SLIPWAY_AWS !== 'chain'
    ? { source: { type: 'profile', profile: AWS_PROFILE }, region }
    : { source: { type: 'chain' }, region }
}
