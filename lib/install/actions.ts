'use server'

import { action } from '@/lib/auth/action'
import { examineForConsole, installForConsole, planForConsole, undoForConsole } from '@/lib/install/for-console'
import { installInput, installSubject, planInput, undoInput } from '@/lib/install/schema'

/** Says what would change in the client's file; writes nothing. */
export const planInstallAction = action({
  access: 'read',
  input: planInput,
  run: ({ connection }, { answers, ...subject }) => planForConsole(connection, subject, answers),
})

/** Writes what the plan said, and nothing else. */
export const installClientAction = action({
  input: installInput,
  run: ({ connection }, { planHash, answers, ...subject }) => installForConsole(connection, subject, planHash, answers),
})

/** Says what keeps a client from the runtime. Starts the entry's command once; changes nothing, so read-only mode allows it. */
export const examineClientAction = action({
  access: 'read',
  input: installSubject,
  run: ({ connection }, subject) => examineForConsole(connection, subject),
})

/** Puts the client's file back as it was. */
export const undoInstallAction = action({
  input: undoInput,
  run: (_, { id }) => undoForConsole(id),
})
