import { alreadyExists, noSuchEntity } from '@/lib/practice/iam/errors'
import { iamStore } from '@/lib/practice/iam/store'
import { operation } from '@/lib/practice/wire/service'

type Input = { AccountAlias: string }

/** An account has one alias at most; another one takes its place. */
export const aliasOperations = {
  ListAccountAliases: operation<object, unknown>({
    run: (_input, call) => {
      const { alias } = iamStore(call.state)
      return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false }
    },
  }),
  CreateAccountAlias: operation<Input, unknown>({
    run: ({ AccountAlias }, call) => {
      const store = iamStore(call.state)

      if (store.alias === AccountAlias) {
        throw alreadyExists(`The account alias ${AccountAlias} already exists.`)
      }
      store.alias = AccountAlias
    },
  }),
  DeleteAccountAlias: operation<Input, unknown>({
    run: ({ AccountAlias }, call) => {
      const store = iamStore(call.state)

      if (store.alias !== AccountAlias) {
        throw noSuchEntity(`The account alias ${AccountAlias} cannot be found.`)
      }
      delete store.alias
    },
  }),
}
