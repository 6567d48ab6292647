'use server'

import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { askBill } from '@/lib/usage/bills/ask-bill'

/** Asks Cost Explorer, for $0.01, unless its answer of the last 24 hours is kept. */
export const askBillAction = formAction({
  access: 'read',
  input: z.object({}),
  run: ({ connection }) => askBill(connection, Date.now()),
})
