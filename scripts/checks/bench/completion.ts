import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import { completionsAt } from '@/lib/policies/completion/complete'
import type { Measurement } from './report'

const WARM_UP = 10
const KEYSTROKES = 40
const ACCOUNT = { accountId: '123456789012', partition: 'aws', region: 'eu-central-1' }

/** What the editor offers while an action of the largest service is typed in a long policy, against going through all names. */
export async function benchCompletion(): Promise<Measurement[]> {
  const prefixes = (await loadCatalogue([])).prefixes()
  const catalogue = await loadCatalogue([...prefixes])
  const names = resolveActions(catalogue, '*').map(({ service, action }) => `${service.prefix}:${action.name}`)
  const typed = Array.from({ length: WARM_UP + KEYSTROKES }, (_, index) => 'ec2:Describe'.slice(0, 1 + (index % 12)))

  return [
    {
      name: `completion per keystroke, ${names.length} actions`,
      peer: 'a look at every name',
      unit: 'ms',
      runs: typed.map((start) => time(() => complete(start))).slice(WARM_UP),
      peerRuns: typed.map((start) => time(() => names.filter((name) => name.startsWith(start)))).slice(WARM_UP),
      goal: { value: 50 },
    },
  ]

  function complete(start: string): void {
    const head = `${LONG.slice(0, -2)},{"Effect":"Allow","Action":"${start}`
    const found = completionsAt(head, head.length, { kind: 'identity', catalogue, account: ACCOUNT })

    if (!found?.options.length) {
      throw new Error(`nothing is offered for ${start}`)
    }
  }
}

const LONG = JSON.stringify({
  Version: '2012-10-17',
  Statement: Array.from({ length: 60 }, (_, index) => ({
    Effect: 'Allow',
    Action: ['s3:GetObject', 'dynamodb:Query'],
    Resource: [`arn:aws:s3:::bucket-${index}/*`],
  })),
})

function time(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}
