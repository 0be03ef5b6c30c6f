const pool = new library.CognitoUserPool({
  UserPoolId: "eu-west-1_Dummy0123",
  ClientId: "dummy0123456789dummy012345",
  AdvancedSecurityDataCollectionFlag: false,
});
document.querySelector("#login").addEventListener("submit", (event) => {
  const [Username, Password] = [event.target.email.value, event.target.password.value];
  const user = new library.CognitoUser({ Username, Pool: pool });
  user.setAuthenticationFlowType("USER_PASSWORD_AUTH");
  const details = new library.AuthenticationDetails({ Username, Password });
  user.authenticateUser(details, { onSuccess() {}, onFailure() {} });
});
