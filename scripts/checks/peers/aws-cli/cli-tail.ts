import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AwsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'

const GROUP = '/peers/tail'
const LIMIT_MS = 20_000

/** `aws logs tail --follow` prints what is there, and what is written while it runs. */
export async function checkTail({ check }: Recorder, cli: AwsCli): Promise<void> {
  const at = ['--log-group-name', GROUP]
  await cli.aws(['logs', 'create-log-group', ...at])
  await cli.aws(['logs', 'create-log-stream', ...at, '--log-stream-name', 'one'])
  await write(cli, ['already there'])
  const tail = cli.start(['logs', 'tail', GROUP, '--follow', '--format', 'short'])
  let output = ''
  tail.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  const arrives = async (line: string) => {
    const deadline = Date.now() + LIMIT_MS

    while (!output.includes(line)) {
      assert.ok(Date.now() < deadline, `it printed ${JSON.stringify(output)}`)
      await sleep(100)
    }
  }

  await check('aws logs tail --follow prints what is there', () => arrives('already there'))
  await check('aws logs tail --follow prints what is written while it runs', async () => {
    await write(cli, ['first new', 'second new'])
    await arrives('second new')
    assert.equal(output.match(/first new/g)?.length, 1)
  })
  tail.kill()
}

async function write(cli: AwsCli, messages: string[]): Promise<void> {
  const events = messages.map((message, index) => ({ timestamp: Date.now() + index, message }))
  await cli.aws([
    ...['logs', 'put-log-events', '--log-group-name', GROUP, '--log-stream-name', 'one'],
    ...['--log-events', JSON.stringify(events)],
  ])
}
