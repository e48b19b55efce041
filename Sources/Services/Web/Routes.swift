/// All addresses. Whatever is not here is not found.
enum Routes {
  static let all: [PageRoute] =
    Assets.routes + SignInPage.routes + SignInLinkPage.routes + SendPage.routes
    + MessagesPage.routes + MessageSounds.routes
    + ProfilePage.routes + PortalPage.routes + AliasesPage.routes + MailboxPage.routes
    + GreetingsPage.routes + AnnouncementsPage.routes + ListsPage.routes + ForwardingPage.routes
    + AdminUsersPage.routes
    + AdminGreetingsPage.routes + AdminImportPage.routes + AdminUserPage.routes
    + AdminCompanyPage.routes
    + AdminAuditPage.routes + CompaniesPage.routes + OverviewPage.routes + CallsPage.routes
}
