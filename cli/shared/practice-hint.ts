import { namesPractice, runningPractice } from '@/scripts/lib/practice-place'

/** Adds to a failure for want of credentials that a practice account runs here, which needs none. */
export function withPracticeHint<T extends { code: string; remedy?: string }>(failure: T): T {
  const isWanted = failure.code === 'credentials-missing' && !namesPractice(process.argv) && runningPractice()
  return isWanted ? { ...failure, remedy: [failure.remedy, HINT].filter(Boolean).join(' ') } : failure
}

const HINT = 'Or use the practice account that runs here: add --connection practice/us-east-1.'
