'use client'

import { keepTextToExplain } from '@/components/findings/text-to-explain'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** Leads to the page that explains errors, with this text filled in. */
export function ExplainLink({ text }: { text: string }) {
  return (
    <ButtonLink size="sm" href={routes.logsExplain()} onClick={() => keepTextToExplain(text)}>
      Explain this error
    </ButtonLink>
  )
}
