/** Id of the connection test's form: a button elsewhere on the page submits it, too. */
export const TEST_FORM = 'connection-test'
