import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { type RefObject, useState, useTransition } from 'react'
import type { Deed } from '@/components/command-menu/entries'
import { askForText, keepTextToExplain } from '@/components/findings/text-to-explain'
import type { ActionId } from '@/components/layout/registry'
import type { ConnectionKey } from '@/lib/aws/connection'
import { switchConnectionAction } from '@/lib/connections/actions'
import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'

type Parts = { connection: ConnectionKey; close: () => void; signOutForm: RefObject<HTMLFormElement | null> }

/** How each deed of the palette is done. `failure`: why the last one was not. */
export function useDeeds({ connection, close, signOutForm }: Parts) {
  const router = useRouter()
  const { setTheme } = useTheme()
  const [pending, startTransition] = useTransition()
  const [failure, setFailure] = useState<Failure>()

  function goTo(href: Route) {
    close()
    router.push(href)
  }

  function setThemeAndClose(theme: string) {
    setTheme(theme)
    close()
  }

  function switchTo(choice: { source: string; region: string }) {
    startTransition(async () => {
      const switched = await switchConnectionAction({ connection, ...choice })

      if (switched.ok) {
        window.location.assign(routes.overview())
      } else {
        setFailure(switched.error)
      }
    })
  }

  async function explainClipboard() {
    try {
      keepTextToExplain(await navigator.clipboard.readText())
    } catch {
      askForText()
    }
    goTo(routes.logsExplain())
  }

  const acts: Record<ActionId, () => void> = {
    explain: () => void explainClipboard(),
    refresh: () => {
      close()
      router.refresh()
    },
    'theme-light': () => setThemeAndClose('light'),
    'theme-dark': () => setThemeAndClose('dark'),
    'theme-system': () => setThemeAndClose('system'),
    'sign-out': () => signOutForm.current?.requestSubmit(),
  }

  function perform(deed: Deed) {
    if (pending) {
      return
    }
    if ('go' in deed) {
      goTo(deed.go)
    } else if ('act' in deed) {
      acts[deed.act]()
    } else {
      switchTo(deed.switchTo)
    }
  }

  return { perform, pending, failure }
}
