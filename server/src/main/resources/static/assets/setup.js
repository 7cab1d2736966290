// The browser knows better than the server where its reader sits. Who comes back to the question
// finds what they have answered.
const zone = document.getElementById("zone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const asked = document.referrer.endsWith("/setup/organisation");
if (asked && [...zone.options].some(({ value }) => value === here)) zone.value = here;
