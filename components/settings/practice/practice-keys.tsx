import { Section } from '@/components/layout/page'
import { CodeBlock } from '@/components/ui/code-block'
import { practicePlace } from '@/lib/practice-account/admin'
import {
  credentialsLines,
  exportLines,
  PRACTICE_PROFILE,
  powershellLines,
  profileLines,
} from '@/lib/practice-account/shell'

/** The way into the practice account for programs other than Slipway. */
export function PracticeKeys({ region, canWrite }: { region: string; canWrite: boolean }) {
  const place = canWrite ? practicePlace() : undefined

  return (
    <Section
      title="Keys"
      description="For the AWS CLI, an SDK, or an assistant that is started from the same shell, on the computer where Slipway runs. They open this practice account and nothing in AWS."
    >
      {place ? (
        <>
          <CodeBlock code={exportLines({ ...place, region })} language="bash and zsh" />
          <CodeBlock code={powershellLines({ ...place, region })} language="PowerShell" />
          <p className="text-muted">
            Or as a profile that stays: add both blocks, then use <code>--profile {PRACTICE_PROFILE}</code>. Keys and
            port are kept when Slipway starts again.
          </p>
          <CodeBlock code={profileLines({ ...place, region })} filename="~/.aws/config" language="ini" />
          <CodeBlock code={credentialsLines({ ...place, region })} filename="~/.aws/credentials" language="ini" />
        </>
      ) : (
        <p className="text-muted">
          This console is in read-only mode, and whoever has the keys can change the account.
        </p>
      )}
    </Section>
  )
}
