import { readFileSync } from 'node:fs'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { compareExpansion } from '@/scripts/checks/oracle/compare-expansion'
import { FINDINGS_SAMPLE, hasFindingsSample, NO_SAMPLE } from '@/scripts/checks/oracle/findings-sample'
import { patternLists } from '@/scripts/checks/oracle/pattern-lists'
import type { Measurement } from './report'

const SEED = 2026
const DRAWN = 2_000

/** What patterns stand for, against iam-expand: generated ones of every service, and those of AWS's policies where the sample is here. */
export async function benchExpansion(): Promise<Measurement[]> {
  const catalogue = await loadCatalogue('all')
  const generated = await measured('generated', patternLists(catalogue, SEED, DRAWN))

  if (!hasFindingsSample) {
    console.log(`  AWS's managed policies: skipped, ${NO_SAMPLE}`)
    return [generated]
  }
  const rows = readFileSync(FINDINGS_SAMPLE, 'utf8').trim().split('\n')
  const documents = rows.map((row) => JSON.stringify((JSON.parse(row) as { document: unknown }).document))
  return [generated, await measured(`of ${rows.length} managed policies`, documents.flatMap(patternsOf))]
}

async function measured(name: string, lists: string[][]): Promise<Measurement> {
  const found = await compareExpansion(await loadCatalogue('all'), lists)
  const counts = `${found.lists} lists of patterns, ${found.actions} actions`
  console.log(`  ${name}: ${counts}: ${found.different.length} disagreements`)

  for (const line of found.different) {
    console.log(`  different: ${line}`)
  }
  return {
    name: `expansion of all lists, ${name}`,
    peer: 'iam-expand',
    unit: 'ms',
    runs: [found.ownMilliseconds],
    peerRuns: [found.peerMilliseconds],
  }
}

function patternsOf(text: string): string[][] {
  const result = parsePolicy(text)
  const document: PolicyDocument = result.ok ? result.data : { Version: '2012-10-17', Statement: [] }
  return document.Statement.flatMap(({ Action, NotAction }) => [Action ?? NotAction ?? []])
}
