import { FailureNotice } from '@/components/feedback/failure-notice'
import { CodeBlock } from '@/components/ui/code-block'
import { DiffView } from '@/components/ui/diff-view'
import { Disclosure } from '@/components/ui/disclosure'
import { diffLines } from '@/lib/format/diff'
import type { Fit, Placed } from '@/lib/right-size/fit'
import { placeWords } from '@/lib/right-size/words'
import type { RoleDetail } from '@/lib/roles/model'

/** Each policy of the role and what would take its place, line by line, with how much room that takes. */
export function ProposedPolicies({ fit, role }: { fit: Fit; role: RoleDetail }) {
  const { placed, inlineSize, problem } = fit

  return (
    <>
      {problem === undefined ? null : <FailureNotice failure={{ code: 'quota', message: problem }} />}
      <ul className="flex flex-col gap-4">
        {placed.map((one) => (
          <li key={`${one.from} ${one.name}`} className="flex min-w-0 flex-col gap-2">
            <p className="min-w-0 break-words">
              <span className="font-medium">{one.from}</span> {placeWords(one)}
              {one.name === one.from ? '' : `, ${one.name}`}
              {one.as === 'removed' ? '' : ` (${one.size.toLocaleString('en')} characters)`}.
            </p>
            {one.as === 'as-it-is' ? null : <Texts placed={one} role={role} />}
          </li>
        ))}
      </ul>
      <p className="text-muted text-table">
        Inline policies in all: {inlineSize.toLocaleString('en')} of 10,240 characters.
      </p>
    </>
  )
}

/** A text of one of AWS's large policies would fill the page; what takes its place says enough. */
const LINES_SHOWN = 400

function Texts({ placed: { from, fromArn, name, as, text }, role }: { placed: Placed; role: RoleDetail }) {
  const before = formatted(
    (fromArn === null
      ? role.inlinePolicies.find((policy) => policy.name === from)?.document
      : role.attachedPolicies.find(({ arn }) => arn === fromArn)?.document) ?? '',
  )
  const after = formatted(text)
  const isShort = before.split('\n').length <= LINES_SHOWN
  return (
    <>
      {isShort && before !== '' ? (
        <Disclosure summary="What changes, line by line">
          <DiffView lines={diffLines(before, after)} label={`Changes of ${from}`} />
        </Disclosure>
      ) : null}
      {as === 'removed' ? null : <CodeBlock code={after} language="json" filename={`${name}.json`} />}
    </>
  )
}

function formatted(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
