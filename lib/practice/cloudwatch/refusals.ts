import { notHeld } from '@/lib/practice/wire/not-imitated'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** What the operations don't declare has the same code in all three protocols. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message)
}

export function checkPeriod(seconds: number): void {
  if ([1, 5, 10, 20, 30].includes(seconds)) {
    throw notHeld('metrics with periods below 60 seconds')
  }
  if (!Number.isInteger(seconds) || seconds < 60 || seconds % 60 !== 0) {
    throw invalid(`The parameter Period must be a multiple of 60, not ${seconds}.`)
  }
}

export function checkTimes(start: Date | undefined, end: Date | undefined): { from: number; to: number } {
  const [from, to] = [start?.getTime() ?? Number.NaN, end?.getTime() ?? Number.NaN]

  if (!(from < to)) {
    throw invalid('The parameter StartTime must be less than the parameter EndTime.')
  }
  return { from, to }
}
