import type { CoverageRow, RowState } from '@/lib/successor/model'

export const STATE_WORDS: Record<RowState, string> = {
  same: 'Same',
  differs: 'Differs',
  'refused-there': 'Refused there',
  'refused-here': 'Refused here',
  'not-compared': 'Not compared',
}

const PERSON_WORDS: Record<CoverageRow['person'], string> = {
  allowed: 'and you may',
  refused: 'but you may not, or not on every resource',
  unknown: 'and whether you may is not known',
}

/** What the managed server makes of a row. */
export function coverageWords({ tool, action, there, person }: CoverageRow): string {
  if (there === undefined) {
    return `has no tool like ${tool}`
  }
  return action === undefined ? `does it with ${there}` : `can do it, ${PERSON_WORDS[person]}`
}
