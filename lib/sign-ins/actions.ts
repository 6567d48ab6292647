'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/auth/action'
import { cancelSignIn, lookAtSignIn } from '@/lib/sign-ins/console/attempts'
import { beginForConsole, endForConsole } from '@/lib/sign-ins/console/for-console'
import { attemptInput, beginSignInInput, endSignInInput } from '@/lib/sign-ins/schema'

/** Signing in changes nothing in AWS, so read-only mode allows it, as it allows that of a pool's user. */
export const beginSignInAction = action({
  access: 'read',
  input: beginSignInInput,
  run: ({ actor, connection }, input) => beginForConsole(actor.name, connection, input),
})

/** How far it is; the page's facts are read again when it has ended. */
export const lookAtSignInAction = action({
  access: 'read',
  input: attemptInput,
  run: async ({ actor }, { id }) => {
    const result = lookAtSignIn(actor.name, id)

    if (result.ok && result.data.state === 'done') {
      refresh()
    }
    return result
  },
})

export const cancelSignInAction = action({
  access: 'read',
  input: attemptInput,
  run: ({ actor }, { id }) => cancelSignIn(actor.name, id),
})

/** Ends the person's own sign-in and nothing of the runtime. */
export const endSignInAction = action({
  access: 'read',
  input: endSignInInput,
  run: async ({ connection }, { runtimeId }) => {
    const result = await endForConsole(connection, runtimeId)
    refresh()
    return result
  },
})
