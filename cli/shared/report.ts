import { withPracticeHint } from '@/cli/shared/practice-hint'
import { visibleText } from '@/lib/format/visible-text'
import type { Failure } from '@/lib/result'

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** A failure goes where it can be read: as JSON when that was asked for, else as words. */
export function printFailure(failure: Failure, json: boolean): void {
  const hinted = withPracticeHint(failure)

  if (json) {
    printJson({ state: 'failed', failure: hinted })
  } else {
    process.stderr.write(`${failureText(hinted)}\n`)
  }
}

/** What happened, what to do next, and the words of AWS. */
export function failureText({ message, remedy, command, details, requestId }: Failure): string {
  return [
    message,
    remedy,
    command && `  ${command}`,
    details && `  AWS: ${details}`,
    requestId && `  Request id: ${requestId}`,
  ]
    .filter((line) => line !== undefined && line !== '')
    .map((line) => visibleText(line ?? ''))
    .join('\n')
}
