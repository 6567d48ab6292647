'use client'

import { SubmitButton } from '@/components/form/submit-button'
import { providerAddress } from '@/components/sign-in/request'

type ProviderFormProps = { next: string; onProblem: (code: string | undefined) => void }

export function ProviderForm({ next, onProblem }: ProviderFormProps) {
  async function submit() {
    const address = await providerAddress(next)

    if (address === undefined) {
      onProblem('OAuthSignin')
    } else {
      window.location.assign(address)
    }
  }

  return (
    <form action={submit} className="flex flex-col">
      <SubmitButton variant="secondary" pendingLabel="Opening…">
        Continue with single sign-on
      </SubmitButton>
    </form>
  )
}
