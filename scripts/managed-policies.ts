import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { actionMatcher } from '@/lib/policies/evaluate/action-patterns'
import { FLAGS, LEVELS } from '@/lib/policies/managed/managed-model'
import { root } from '@/scripts/lib/root.mjs'

const USAGE = `Usage: node scripts/run.mjs scripts/managed-policies.ts FILE VERSION

Writes lib/policies/managed/aws-policies.json anew: what AWS's managed policies allow at a glance, by the console's own catalogue.
FILE is moto/iam/aws_managed_policies.py of the Python package moto, VERSION the package's. Only names and levels are kept of it.
A name that the last table has and FILE hasn't is kept as retired.`

const TABLE = path.join(root, 'lib/policies/managed/aws-policies.json')
const source = z.record(z.string(), z.object({ Path: z.string(), Document: z.unknown() }))
const last = z.object({ policies: z.array(z.string()) })

async function main(file: string, version: string): Promise<void> {
  const python = readFileSync(file, 'utf8')
  const known = source.parse(JSON.parse(python.slice(python.indexOf('"""') + 3, python.lastIndexOf('"""'))))
  const catalogue = await loadCatalogue('all')
  const services = catalogue.prefixes().toSorted()
  const actions = services.map((prefix) => catalogue.service(prefix)?.actions ?? [])

  function row(name: string, folder: string, document: PolicyDocument): string {
    const levels = new Set<AccessLevel>()
    const reached = new Set<number>()

    for (const { Effect, Action, NotAction } of document.Statement) {
      const matches = actionMatcher(Action ?? NotAction ?? [])

      for (const [index, prefix] of services.entries()) {
        for (const { name: action, access } of Effect === 'Allow' ? (actions[index] ?? []) : []) {
          if (matches(`${prefix}:${action}`) === (Action !== undefined)) {
            levels.add(levelOf(prefix, action, access))
            reached.add(index)
          }
        }
      }
    }
    const levelBits = LEVELS.reduce((bits, level, bit) => bits | (levels.has(level) ? 1 << bit : 0), 0)
    const list = [...reached].map((index) => index.toString(36)).join('.')
    // It allows something, of services that the catalogue hasn't.
    const unread = reached.size === 0 && document.Statement.some(({ Effect }) => Effect === 'Allow') ? FLAGS.unread : 0
    return [name, folder, levelBits, flagsOf(document) | unread, isEverything(document) ? '*' : list].join('|')
  }
  const rows = Object.entries(known).map(([name, { Path, Document }]) => {
    const parsed = parsePolicy(JSON.stringify(Document))
    return parsed.ok ? row(name, Path, parsed.data) : [name, Path, 0, FLAGS.unread, ''].join('|')
  })
  const retired = lastRows().flatMap((old) => {
    const [name = '', folder = '/'] = old.split('|')
    return name in known ? [] : [[name, folder, 0, FLAGS.retired, ''].join('|')]
  })
  const table = {
    source: `moto ${version}, moto/iam/aws_managed_policies.py`,
    services,
    policies: [...rows, ...retired].toSorted(),
  }
  writeFileSync(TABLE, `${JSON.stringify(table, null, 2)}\n`)
  console.error(`${rows.length} policies, ${retired.length} retired`)
}

/** AWS sorts some of what only reads under writing or permissions: `billing:GetResourcePolicy`, say. */
function levelOf(prefix: string, action: string, access: AccessLevel): AccessLevel {
  const reads = /^(Describe|Get|List)/.test(action) || `${prefix}:${action}` === 's3express:CreateSession'
  return reads && access !== 'list' ? 'read' : access
}

function flagsOf(document: PolicyDocument): number {
  const allows = document.Statement.filter(({ Effect }) => Effect === 'Allow')
  const denies = allows.length < document.Statement.length
  const everywhere = allows.some(({ Resource, NotResource }) => NotResource || Resource?.includes('*'))
  return (denies ? FLAGS.denies : 0) | (everywhere ? FLAGS.everyResource : 0)
}

function isEverything({ Statement }: PolicyDocument): boolean {
  return Statement.some(({ Effect, Action }) => Effect === 'Allow' && Action?.some((each) => /^\*(:\*)?$/.test(each)))
}

function lastRows(): string[] {
  try {
    return last.parse(JSON.parse(readFileSync(TABLE, 'utf8'))).policies
  } catch {
    return []
  }
}

const [file, version] = process.argv.slice(2)

if (file && version) {
  await main(file, version)
} else {
  console.error(USAGE)
  process.exitCode = 2
}
