import type { Pattern } from '@/lib/usage/estimate/estimate'

/** One person's ways to use a server, by the names that the setup's question gives them. */
export const PATTERNS: Readonly<Record<string, Pattern>> = {
  rarely: pattern({ sessionsPerDay: 2, daysPerMonth: 10, callsPerSession: 5, pauseSeconds: 30 }),
  workday: pattern({ sessionsPerDay: 8, daysPerMonth: 22, callsPerSession: 12, pauseSeconds: 60 }),
  always: pattern({ sessionsPerDay: 48, daysPerMonth: 30, callsPerSession: 30, pauseSeconds: 45 }),
}

function pattern(of: Omit<Pattern, 'workSeconds' | 'users'>): Pattern {
  return { workSeconds: 3, users: 1, ...of }
}
