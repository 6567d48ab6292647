import type { Verb } from '@/cli/shared/verb'
import { readRules, removeRule } from '@/lib/bridge/rules-file'
import { counted } from '@/lib/format/counted'
import type { GuardRule } from '@/lib/mcp/guard/decide'
import { AppError } from '@/lib/result'
import { nameOfRuntime } from '@/lib/runtimes/ids'

/** Prints what was told the guard of a server, and takes it back. */
export const rules: Verb = (command) =>
  void command
    .argument('<name>', 'name, id or ARN of the server')
    .option('--remove <action>', 'take back all rules of this action, as it was written')
    .action((wanted, { remove }) => {
      const name = nameOfRuntime(wanted)
      const all = readRules(name)

      if (remove === undefined) {
        process.stdout.write(all.map((rule) => `${lineOf(rule, Date.now())}\n`).join(''))
        process.stderr.write(`${counted(all.length, 'rule')} of ${name}.\n`)
        return
      }
      const gone = all.filter(({ action }) => action === remove).filter((rule) => removeRule(name, rule))

      if (gone.length === 0) {
        throw new AppError({
          code: 'not-found',
          message: `There is no rule of ${remove} for ${name}.`,
          remedy: 'Without --remove, the rules are listed.',
        })
      }
      process.stderr.write(`The guard of ${name} forgot ${counted(gone.length, 'rule')} of ${remove}.\n`)
    })

function lineOf({ effect, action, regions, account, until }: GuardRule, now: number): string {
  const where = [...(regions ?? []), ...(account === undefined ? [] : [account])].join(' ')
  const isOver = until !== undefined && until <= now
  const when = until === undefined ? 'for good' : `${isOver ? 'ended' : 'until'} ${new Date(until).toISOString()}`
  return [effect === 'allow' ? 'lets pass' : 'refuses', action, where || 'everywhere', when].join('  ')
}
