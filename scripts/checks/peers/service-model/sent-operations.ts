import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'

/** The prefix of a service's actions, by what its client is called in lib/aws/clients.ts. */
const PREFIXES = {
  sts: 'sts',
  iam: 'iam',
  logs: 'logs',
  cognito: 'cognito-idp',
  agentcoreControl: 'bedrock-agentcore',
  agentcore: 'bedrock-agentcore',
  cloudtrail: 'cloudtrail',
  cloudwatch: 'cloudwatch',
  costExplorer: 'ce',
  accessAnalyzer: 'access-analyzer',
} as const

const CALL = new RegExp(`\\b(${Object.keys(PREFIXES).join('|')})\\s*\\.([a-z]\\w+)\\(`, 'g')

/** The operations that lib sends, as its source names them: `logs.startQuery(` → `logs:StartQuery`. */
export function sentOperations(): string[] {
  const found = new Set<string>()

  for (const file of sources(path.join(root, 'lib'))) {
    for (const [, client = '', name = ''] of readFileSync(file, 'utf8').matchAll(CALL)) {
      found.add(`${PREFIXES[client as keyof typeof PREFIXES]}:${name.charAt(0).toUpperCase()}${name.slice(1)}`)
    }
  }
  return [...found].sort()
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)

    if (entry.isDirectory()) {
      return entry.name === 'practice' ? [] : sources(file)
    }
    return /(?<!\.test)\.ts$/.test(entry.name) ? [file] : []
  })
}
