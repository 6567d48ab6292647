import { MILDER_AT_AWS } from '@/lib/policies/findings/access-analyzer-only'
import type { Finding } from '@/lib/policies/findings/model'

/**
 * One list of what Slipway and Access Analyzer say of the same text. The same code at the same place is one finding, in AWS's words
 * and with AWS's type (but for MILDER_AT_AWS), and keeps our quick fixes. In the order of the text.
 */
export function mergeFindings(own: Finding[], fromAws: Finding[]): Finding[] {
  const left = [...own]
  const merged = fromAws.map((theirs) => {
    const index = left.findIndex((ours) => ours.code === theirs.code && isSamePlace(ours, theirs))
    const [ours] = index < 0 ? [] : left.splice(index, 1)
    const type = theirs.code in MILDER_AT_AWS && ours ? ours.type : theirs.type
    return ours
      ? { ...theirs, type, fixes: ours.fixes, saidBy: [...new Set([...ours.saidBy, ...theirs.saidBy])] }
      : theirs
  })
  return [...left, ...merged].toSorted((one, other) => one.offset - other.offset)
}

/** AWS names a member where we name its value, or a list where we name an item: one path then begins the other. */
function isSamePlace(ours: Finding, theirs: Finding): boolean {
  const length = Math.min(ours.path.length, theirs.path.length)
  const isNested = ours.path.slice(0, length).every((part, index) => part === theirs.path[index])
  return isNested && Math.abs(ours.path.length - theirs.path.length) <= 1
}
