'use server'

import { cookies } from 'next/headers'
import { action } from '@/lib/auth/action'
import { sessionCookieOptions } from '@/lib/auth/cookies'
import { isSecure } from '@/lib/auth/door/base-url'
import { connectionKey } from '@/lib/aws/connection'
import { connectionChoice } from '@/lib/aws/connection-choice'
import { connectionCookieName, connectionExists } from '@/lib/aws/current-connection'
import { env } from '@/lib/env'
import { fail, ok } from '@/lib/result'

const YEAR_S = 365 * 24 * 60 * 60

/** Remembers another connection for this browser. The caller then loads the page afresh. */
export const switchConnectionAction = action({
  access: 'read',
  input: connectionChoice,
  run: async (_context, connection) => {
    if (!(await connectionExists(connection))) {
      return fail({
        code: 'not-found',
        message: 'This connection does not exist here.',
        remedy: 'Choose one from the list, or add the profile to the AWS config file first.',
      })
    }
    const key = connectionKey(connection)
    const jar = await cookies()
    jar.set(connectionCookieName, key, { ...sessionCookieOptions(isSecure(env())), maxAge: YEAR_S })
    return ok({ key })
  },
})
