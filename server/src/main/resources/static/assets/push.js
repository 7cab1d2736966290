// Lets this browser be told when something is new. It asks when the button is pressed, not before.
const panel = document.querySelector("[data-push]");
const say = (words) => (panel.querySelector("[role=status]").textContent = words);

if (panel && "serviceWorker" in navigator && "PushManager" in globalThis) {
  const button = panel.querySelector("button");
  button.hidden = false;
  say("");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") return say(panel.dataset.denied);
      await navigator.serviceWorker.register("/push-worker.js");
      const worker = await navigator.serviceWorker.ready;
      const listening = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: panel.dataset.push,
      });
      const answer = await decorum.send("/me/push", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(listening),
      });
      if (!answer.ok) return say(panel.dataset.failed);
      location.reload();
    } catch {
      say(panel.dataset.failed);
    } finally {
      button.disabled = false;
    }
  });
}
