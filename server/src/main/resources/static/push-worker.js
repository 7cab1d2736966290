// Shows that something is new, and leads there. It keeps nothing and touches no other request.
self.addEventListener("push", (event) => {
  const { title, body } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag: "decorum" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: "window" })
      .then(([open]) => (open ? open.focus().then((tab) => tab.navigate("/notices")) : self.clients.openWindow("/notices"))),
  );
});
