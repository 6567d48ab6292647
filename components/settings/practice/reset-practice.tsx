import { ConfirmDialog } from '@/components/form/confirm-dialog'
import { Section } from '@/components/layout/page'
import { resetPracticeAction } from '@/lib/practice-account/actions'

export function ResetPractice() {
  return (
    <Section title="Reset" description="Deletes every resource of the practice account and brings its samples back.">
      <div>
        <ConfirmDialog
          title="Reset the practice account"
          object="practice"
          verb="Reset"
          description="Every runtime, role, user pool and log line of the practice account is deleted. Your AWS accounts are not touched."
          action={resetPracticeAction}
        />
      </div>
    </Section>
  )
}
