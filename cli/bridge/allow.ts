import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { matching } from '@/cli/shared/options'
import type { Verb } from '@/cli/shared/verb'
import { recordedNames } from '@/lib/bridge/recording/record'
import { addRule, RULE_ACTION } from '@/lib/bridge/rules-file'
import { durationMs, formatDuration } from '@/lib/format/duration'
import { doubtOf } from '@/lib/mcp/guard/known-action'
import { nameOfRuntime } from '@/lib/runtimes/ids'

const NOTES = `
A rule counts for the bridges of that server that run here, from the next call on. One that denies wins over all that allow.
The guard is no boundary of security: what the server may do at most, its execution role says.`

/** Lets the bridge's guard pass an action, for a while, or never. */
export const allow: Verb = (command) =>
  void command
    .argument('<name>', 'name, id or ARN of the server')
    .argument(
      '<action>',
      "IAM action, with wildcards as IAM has them: 'ec2:Stop*'",
      matching(RULE_ACTION, 'an IAM action'),
    )
    .addOption(new Option('--for <time>', 'how long: 15m, 2h, 1d; without it, for good').argParser(readDuration))
    .option('--region <region>', 'only there')
    .option('--deny', 'refuse it instead, whatever else allows it')
    .addHelpText('after', NOTES)
    .action(async (wanted, action, { for: lasting, region, deny = false }) => {
      // The guard knows rules by the name only: one under an ARN would count for nothing.
      const name = nameOfRuntime(wanted)
      const now = Date.now()
      addRule(
        name,
        {
          effect: deny ? 'deny' : 'allow',
          action,
          ...(region === undefined ? {} : { regions: [region] }),
          ...(lasting === undefined ? {} : { until: now + lasting }),
        },
        now,
      )
      const where = region === undefined ? '' : ` in ${region}`
      const howLong = lasting === undefined ? 'for good' : `for ${formatDuration(lasting)}`
      process.stderr.write(
        `The guard of ${name} ${deny ? 'refuses' : 'lets'} ${action}${deny ? '' : ' pass'}${where}, ${howLong}.\n`,
      )
      for (const doubt of [await doubtOf(action), unheardOf(name)].filter((each) => each !== undefined)) {
        process.stderr.write(`${doubt}\n`)
      }
    })

/** A typing error in a name looks like success otherwise. */
function unheardOf(name: string): string | undefined {
  const names = recordedNames()
  return names.includes(name)
    ? undefined
    : `No bridge of ${name} has run here yet.${names.length > 0 ? ` There is a record of ${names.join(', ')}.` : ''}`
}

function readDuration(text: string): number {
  const lasting = durationMs(text)

  if (lasting === undefined || lasting === 0) {
    throw new InvalidArgumentError('Give a time, such as 15m, 2h or 1d.')
  }
  return lasting
}
