import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expandIamActions } from '@cloud-copilot/iam-expand'
import { loadCatalogue } from '@/lib/policies/catalogue'
import { resolveActions } from '@/lib/policies/catalogue-lookup'
import { type PolicyDocument, parsePolicy } from '@/lib/policies/document'
import { root } from '@/scripts/lib/root.mjs'
import type { Measurement } from './report'

const DATA = path.join(root, '../shared/data/iam/aws-managed-policies.findings.sample.jsonl')

/** What the patterns of AWS's managed policies stand for, against iam-expand. */
export async function benchExpansion(): Promise<Measurement[]> {
  if (!existsSync(DATA)) {
    console.log('  skipped: the sample of managed policies is not here')
    return []
  }
  const rows = readFileSync(DATA, 'utf8').trim().split('\n')
  const catalogue = await loadCatalogue('all')
  let [time, peerTime] = [0, 0]
  let [lists, actions, different] = [0, 0, 0]

  for (const row of rows) {
    for (const patterns of patternsOf(JSON.stringify((JSON.parse(row) as { document: unknown }).document))) {
      const started = performance.now()
      const found = patterns.flatMap((pattern) => resolveActions(catalogue, pattern))
      const own = new Set(found.map(({ service, action }) => `${service.prefix}:${action.name}`))
      const between = performance.now()
      const peer = await expandIamActions(patterns, { expandAsterisk: true })
      peerTime += performance.now() - between
      time += between - started
      lists += 1
      actions += peer.length

      if ([...own].toSorted().join() !== peer.toSorted().join()) {
        different += 1
        console.log(`  different: ${JSON.stringify(patterns).slice(0, 300)}`)
      }
    }
  }
  console.log(`  ${rows.length} policies, ${lists} lists of patterns, ${actions} actions: ${different} disagreements`)
  return [{ name: 'expansion of all lists', peer: 'iam-expand', unit: 'ms', runs: [time], peerRuns: [peerTime] }]
}

function patternsOf(text: string): string[][] {
  const result = parsePolicy(text)
  const document: PolicyDocument = result.ok ? result.data : { Version: '2012-10-17', Statement: [] }
  return document.Statement.flatMap(({ Action, NotAction }) => [Action ?? NotAction ?? []])
}
