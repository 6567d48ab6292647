import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GUIDE_COMMANDS } from '@/scripts/peers/cli-guide-commands'

const GUIDE = fileURLToPath(
  new URL('../../../shared/reference/aws-api-mcp-server-deployment-guide.md', import.meta.url),
)

/** The deployment guide's shell blocks, in its order, and where they come from. */
export function guideBlocks(): { source: string; blocks: string[] } {
  if (!existsSync(GUIDE)) {
    return { source: 'the list of its commands', blocks: GUIDE_COMMANDS }
  }
  const text = readFileSync(GUIDE, 'utf8')
  const blocks = [...text.matchAll(/^```(?:bash)?\n(.*?)^```$/gms)].map(([, block = '']) => block)
  return { source: 'its text', blocks: blocks.filter(isShell) }
}

function isShell(block: string): boolean {
  return /^aws |^TOKEN=|^echo .*\| sed/m.test(block)
}

/** What somebody who follows the guide puts in by hand. Longer names come first, so that none is a part of another. */
export function filled(block: string, values: Record<string, string>): string {
  return Object.entries(values)
    .sort(([a], [b]) => b.length - a.length)
    .reduce((text, [placeholder, value]) => text.replaceAll(placeholder, value), block)
}
