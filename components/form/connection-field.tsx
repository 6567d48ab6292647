'use client'

import { useConnectionKey } from '@/components/form/connection-context'

/** Tells an action which connection the person was looking at when they pressed the button. */
export function ConnectionField() {
  return <input type="hidden" name="connection" value={useConnectionKey()} />
}
