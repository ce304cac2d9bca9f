// Passkeys need JavaScript and a safe address: what they need is shown only then. allauth's own script does the work
// and tells of problems by an event; here they become a sentence.
const WORDS = {
  NotAllowedError: "Dat is niet gelukt: je annuleerde, of het duurde te lang. Probeer opnieuw.",
  InvalidStateError: "Deze sleutel is al toegevoegd.",
  SecurityError: "Op dit webadres kan je toestel geen passkey gebruiken.",
};
const OTHER = "Dat is niet gelukt. Probeer opnieuw, of meld je aan met je wachtwoord.";

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
} else {
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const problem = document.getElementById("passkey-problem");
  problem.textContent = WORDS[event.detail.exception.name] ?? OTHER;
  problem.hidden = false;
});
